import { Suspense, useSyncExternalStore } from 'react';
import { Link, Route, Switch, useLocation } from 'wouter';
import { useSession, type Who } from '../hub/session.js';
import { isFor } from '../page-roles.js';
import { PAGES, type PageOf } from '../pages.js';
import { departmentWord, roleWord } from '../words/roles.js';
import css from './frame.module.css';
import { PageError } from './page-error.js';
import { Refused } from './refused.js';
import { Waiting } from './waiting.js';
import { Watermark } from './watermark.js';

/** What stands around every page: who is signed in and for what, the menu of their role, the page, the watermark. */
export function Frame() {
  const { who, answers, signOut } = useSession();
  const [address] = useLocation();
  const hasNewer = useSyncExternalStore(answers.subscribe, () => answers.hasNewer);
  const of = who.department ? departmentWord(who.department) : [...who.zones, ...who.towns].join('、');
  return (
    <div className={css.frame}>
      <a href="#main" className={css.skip}>
        跳到正文
      </a>
      <header className={css.header}>
        <p className={css.brand}>
          亩均中枢<span className={css.county}>{who.county ?? '未设县名'}</span>
        </p>
        <dl className={css.who}>
          <div>
            <dt>使用人</dt>
            <dd>{who.subject}</dd>
          </div>
          <div>
            <dt>角色</dt>
            <dd>
              {roleWord(who.role)}
              {of && ` ${of}`}
            </dd>
          </div>
          <div>
            <dt>用途</dt>
            <dd>{who.purpose ?? '未写明'}</dd>
          </div>
        </dl>
        <button type="button" onClick={signOut}>
          退出
        </button>
      </header>
      <nav className={css.menu} aria-label="主菜单">
        <ul>
          {PAGES.filter((page) => page.inMenu && isFor(page, who)).map(({ path, name, menu }) => (
            <li key={path}>
              <Link href={path} aria-current={isHere(path, address) ? 'page' : undefined}>
                {menu ?? name}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <main id="main" className={css.main} tabIndex={-1}>
        {hasNewer && (
          <p role="status" className={css.newer}>
            有新数据，
            <button type="button" onClick={() => answers.renew()}>
              刷新
            </button>
          </p>
        )}
        <PageError key={address}>
          <Suspense fallback={<Waiting />}>
            <Switch>
              {PAGES.map((page) => (
                <Route key={page.path} path={page.path}>
                  <Guarded page={page} who={who} />
                </Route>
              ))}
              <Route>
                <h1>没有这一页</h1>
                <p>请从上方菜单选择，或检查地址。</p>
              </Route>
            </Switch>
          </Suspense>
        </PageError>
      </main>
      <Watermark who={who} />
    </div>
  );
}

function Guarded({ page, who }: { readonly page: PageOf; readonly who: Who }) {
  return isFor(page, who) ? <page.Page /> : <Refused name={page.name} role={who.role} />;
}

function isHere(path: string, address: string): boolean {
  return path === '/' ? address === '/' : address === path || address.startsWith(`${path}/`);
}
