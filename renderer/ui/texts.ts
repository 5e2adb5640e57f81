// Words of the shared components.

export const texts = {
  close: 'Close',
  copy: 'Copy',
  copied: 'Copied',
  cancel: 'Cancel',
  tryAgain: 'Try again',
  dismiss: 'Dismiss',
  never: 'never',
  ago: (age: string) => `${age} ago`,
  providerSaid: (status: number | null) =>
    status === null ? 'What came back' : `What came back (HTTP ${status})`,
  retryFrom: (time: string) => `Asking again makes sense from ${time}.`,
  old: 'old news',
} as const;
