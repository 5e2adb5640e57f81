// The settings, section by section, with a list of the sections beside them. Shown by the frame.

import type { ReactNode } from 'react';
import { useRef } from 'react';
import { useDeskStore } from '../state/use-desk.ts';
import { ScreenFrame } from '../ui/screen-frame.tsx';
import { AboutSection } from './about-section.tsx';
import { AgeingSection } from './ageing-section.tsx';
import { BookingSection } from './booking-section.tsx';
import { KeepingSection } from './keeping-section.tsx';
import { LookSection } from './look-section.tsx';
import { MapSection } from './map-section.tsx';
import { NotificationsSection } from './notifications-section.tsx';
import { PollingSection } from './polling-section.tsx';
import { SecretsSection } from './secrets-section.tsx';
import classes from './settings.module.css';
import { texts } from './texts.ts';
import { useSectionInView } from './use-section-in-view.ts';
import { WindowSection } from './window-section.tsx';
import { WorkspaceSection } from './workspace-section.tsx';

type SectionName = keyof typeof texts.sections;

export function SettingsScreen() {
  const loaded = useDeskStore('settings', (state) => state.loaded);
  const hello = useDeskStore('host', (state) => state.hello);
  const page = useRef<HTMLDivElement>(null);
  const inView = useSectionInView(page, loaded);

  const sections: [SectionName, ReactNode][] = [
    ['workspace', <WorkspaceSection key="workspace" />],
    ['look', <LookSection key="look" />],
    ['polling', <PollingSection key="polling" />],
    ['ageing', <AgeingSection key="ageing" />],
    ['notifications', <NotificationsSection key="notifications" />],
    ['map', <MapSection key="map" />],
    ['booking', <BookingSection key="booking" />],
    ['keeping', <KeepingSection key="keeping" />],
    ['secrets', <SecretsSection key="secrets" />],
  ];
  if (hello?.capabilities.closeToTray) sections.push(['window', <WindowSection key="window" />]);
  sections.push(['about', <AboutSection key="about" />]);

  function go(name: SectionName) {
    const section = page.current?.querySelector<HTMLElement>(`[data-section="${name}"]`);
    section?.scrollIntoView({ block: 'start' });
    section?.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
  }

  return (
    <ScreenFrame title={texts.title} lead={texts.lead}>
      {loaded && (
        <div className={classes.screen}>
          <nav className={classes.nav} aria-label={texts.sectionsLabel}>
            {sections.map(([name]) => (
              <button
                key={name}
                type="button"
                aria-current={inView === name ? 'true' : undefined}
                onClick={() => go(name)}
              >
                {texts.sections[name]}
              </button>
            ))}
          </nav>
          {/* Another workspace has settings of its own: what was being typed belongs to the former. */}
          <div key={hello?.workspace} ref={page} className={classes.sections}>
            {sections.map(([name, content]) => (
              <section
                key={name}
                data-section={name}
                className={classes.section}
                aria-labelledby={`settings-${name}`}
              >
                <h2 id={`settings-${name}`} tabIndex={-1}>
                  {texts.sections[name]}
                </h2>
                {content}
              </section>
            ))}
          </div>
        </div>
      )}
    </ScreenFrame>
  );
}
