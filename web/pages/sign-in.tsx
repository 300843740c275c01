import type { Who } from '../hub/session.js';
import css from './sign-in.module.css';
import { SignInForm } from './sign-in-form.js';

/** The way in. */
export function SignIn({ signedIn }: { readonly signedIn: (who: Who) => void }) {
  return (
    <main className={css.page}>
      <p className={css.brand}>亩均中枢</p>
      <h1>登录</h1>
      <SignInForm signedIn={signedIn} />
    </main>
  );
}
