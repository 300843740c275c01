import { Component, type ReactNode } from 'react';
import { HubError } from '../hub/hub-error.js';
import { Failed } from './failed.js';

/** A page that failed leaves the frame standing. */
export class PageError extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <Failed
        error={new HubError('INTERNAL', '这一页没能打开：请重试；若持续出现，请联系系统管理员')}
        retry={() => window.location.reload()}
      />
    );
  }
}
