import { useEffect, useRef } from 'react';
import type { Who } from '../hub/session.js';
import { SignInForm } from '../pages/sign-in-form.js';
import css from './frame.module.css';

/** Over the page when the session has ended: whoever signs in again goes on where they were, with what they had typed. */
export function SessionEnded({ signedIn }: { readonly signedIn: (who: Who) => void }) {
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => panel.current?.focus(), []);
  return (
    <div className={css.veil}>
      <div ref={panel} role="alertdialog" aria-modal="true" aria-labelledby="ended" className={css.panel} tabIndex={-1}>
        <h2 id="ended">登录已结束</h2>
        <p>已退出、15 分钟没有操作，或令牌到期。重新登录后可接着操作，页面上已填写的内容仍在。</p>
        <SignInForm signedIn={signedIn} />
      </div>
    </div>
  );
}
