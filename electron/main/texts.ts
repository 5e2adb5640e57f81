// Every word that Electron's host shows by itself: menu, tray, notifications, dialogs. The page has its own.

const count = (many: number, one: string, more = `${one}s`) => `${many} ${many === 1 ? one : more}`;

export const texts = {
  product: 'Switchyard',
  menu: {
    file: 'File',
    newJob: 'New Job',
    closeWindow: 'Close Window',
    settings: 'Settings…',
    edit: 'Edit',
    view: 'View',
    board: 'Board',
    split: 'Board and Map',
    map: 'Map',
    outbox: 'Outbox',
    connections: 'Connections',
    reload: 'Reload',
    developerTools: 'Developer Tools',
    window: 'Window',
    help: 'Help',
    showLog: 'Show the Log',
    quit: 'Quit Switchyard',
  },
  tray: {
    live: (many: number) => `${many} live`,
    late: (many: number) => `${many} late`,
    trouble: (many: number) => `${many} in trouble`,
    offline: (many: number) => `${count(many, 'connection')} offline`,
    paused: 'polling paused',
    open: 'Open Switchyard',
    newJob: 'New job',
    pause: 'Pause polling',
    resume: 'Resume polling',
    quit: 'Quit',
  },
  stillRunning: {
    title: 'Switchyard goes on in the background',
    body: 'The board is kept up to date and the outbox is sent. Open it from the tray or by starting it again; Quit is in both menus. Whether closing ends it is in the settings.',
  },
  cannotStart: {
    title: 'Switchyard cannot start',
  },
  pageGone: {
    message: 'The window of Switchyard has stopped twice.',
    detail:
      'Nothing is lost: the board and the outbox are kept outside of it. Load it again, or quit and start anew. The log says more.',
    load: 'Load again',
    quit: 'Quit',
  },
};
