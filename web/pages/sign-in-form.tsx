import { useEffect, useId, useState } from 'react';
import type { HubError } from '../hub/hub-error.js';
import { sampleRoles, signInBy, type SampleRole, type Who } from '../hub/session.js';
import { roleWord } from '../words/roles.js';
import css from './sign-in.module.css';

/** The sample's roles to click on where there are some, and a field for a token. */
export function SignInForm({ signedIn }: { readonly signedIn: (who: Who) => void }) {
  const [roles, setRoles] = useState<readonly SampleRole[]>([]);
  const [token, setToken] = useState('');
  const [error, setError] = useState<HubError>();
  const [isBusy, setBusy] = useState(false);
  const field = useId();
  useEffect(() => void sampleRoles().then(setRoles, setError), []);
  const signIn = (by: string) => {
    setBusy(true);
    setError(undefined);
    signInBy(by)
      .then(signedIn, setError)
      .finally(() => setBusy(false));
  };
  return (
    <>
      {error && (
        <p role="alert" className={css.wrong}>
          {error.message}
        </p>
      )}
      {roles.length > 0 && (
        <section aria-labelledby={`${field}-roles`}>
          <h2 id={`${field}-roles`}>示例角色</h2>
          <p className="soft">示例县，数据均为虚构；选一个角色进入。</p>
          <ul className={css.roles}>
            {roles.map(({ role, of, token: its }) => (
              <li key={role}>
                <button type="button" disabled={isBusy} onClick={() => signIn(its)}>
                  <span className={css.role}>{roleWord(role)}</span>
                  <span className={css.key}>{role}</span>
                  {of && <span className={css.of}>{of}</span>}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          signIn(token.trim());
        }}
      >
        <label htmlFor={field}>令牌</label>
        <input
          id={field}
          type="password"
          autoComplete="off"
          value={token}
          onChange={(event) => setToken(event.target.value)}
          aria-describedby={`${field}-how`}
        />
        <button type="submit" disabled={isBusy || token.trim() === ''}>
          登录
        </button>
        <p id={`${field}-how`} className={css.how}>
          令牌由系统管理员签发（npx muhub token），写明角色、范围和用途。
        </p>
      </form>
    </>
  );
}
