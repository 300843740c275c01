import { useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import { Waiting } from '../frame/waiting.js';
import type { HubError } from '../hub/hub-error.js';
import { signInByIdentity } from '../hub/identity.js';
import type { Who } from '../hub/session.js';
import css from './sign-in.module.css';

/** Where the identity provider sends a browser back to. What came is good once. */
export function SignInReturn({ signedIn }: { readonly signedIn: (who: Who) => void }) {
  const [error, setError] = useState<HubError>();
  const isSent = useRef(false);
  useEffect(() => {
    if (isSent.current) return;
    isSent.current = true;
    const { search, pathname } = window.location;
    window.history.replaceState(null, '', pathname);
    signInByIdentity(search === '' ? '?' : search).then(signedIn, setError);
  }, [signedIn]);
  if (!error) return <Waiting />;
  return (
    <main className={css.page}>
      <p className={css.brand}>亩均中枢</p>
      <h1>登录</h1>
      <p role="alert" className={css.wrong}>
        {error.message}
      </p>
      <p>
        <Link href="/sign-in">重新登录</Link>
      </p>
    </main>
  );
}
