import { useId, useState } from 'react';
import css from './sign-in.module.css';

/** A field for a token. */
export function TokenForm({ isBusy, signIn }: { readonly isBusy: boolean; readonly signIn: (token: string) => void }) {
  const [token, setToken] = useState('');
  const field = useId();
  return (
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
        用令牌登录
      </button>
      <p id={`${field}-how`} className={css.how}>
        令牌由系统管理员签发（npx muhub token），写明角色、范围和用途。
      </p>
    </form>
  );
}
