import { useId } from 'react';
import type { SampleRole } from '../hub/session.js';
import { roleWord } from '../words/roles.js';
import css from './sign-in.module.css';

interface Props {
  readonly roles: readonly SampleRole[];
  readonly isBusy: boolean;
  readonly signIn: (token: string) => void;
}

/** The sample's roles to click on. */
export function SampleRoles({ roles, isBusy, signIn }: Props) {
  const title = useId();
  return (
    <section aria-labelledby={title}>
      <h2 id={title}>示例角色</h2>
      <p className="soft">示例县，数据均为虚构；选一个角色进入。</p>
      <ul className={css.roles}>
        {roles.map(({ role, of, token }) => (
          <li key={role}>
            <button type="button" disabled={isBusy} onClick={() => signIn(token)}>
              <span className={css.role}>{roleWord(role)}</span>
              <span className={css.key}>{role}</span>
              {of && <span className={css.of}>{of}</span>}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
