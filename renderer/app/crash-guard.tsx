// Catches what no screen foresaw (a bug), says so in words and offers to load the page again. One around the whole page,
// one around each screen and panel, so that a broken one leaves the others alone.

import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { EmptyState } from '../ui/empty-state.tsx';
import { texts } from './texts.ts';

export class CrashGuard extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <EmptyState
        title={texts.crash.title}
        actions={<Button onClick={() => location.reload()}>{texts.crash.reload}</Button>}
      >
        {texts.crash.body}
      </EmptyState>
    );
  }
}
