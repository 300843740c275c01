import { lazy, Suspense } from 'react';
import { Waiting } from '../frame/waiting.js';
import { SessionContext, type Who } from '../hub/session.js';
import type { Answers } from '../hub/answers.js';
import css from '../pages/sign-in.module.css';

const Public = lazy(() => import('./public.js'));

const NOBODY: Who = {
  ...{ subject: '', role: 'public', zones: [], towns: [], department: null, creditCode: null },
  ...{ organisation: null, purpose: null, county: null, mode: 'serve' },
};

/** What is public, for who is not signed in. */
export function Outside({ answers }: { readonly answers: Answers }) {
  const nothing = () => undefined;
  return (
    <SessionContext.Provider value={{ who: NOBODY, answers, signOut: nothing, ended: nothing }}>
      <nav aria-label="公开页面" className={css.page}>
        <span className={css.brand}>亩均中枢</span>
        {'　'}
        <a href="/sign-in">登录</a>
      </nav>
      <main className={css.page}>
        <Suspense fallback={<Waiting />}>
          <Public />
        </Suspense>
      </main>
    </SessionContext.Provider>
  );
}
