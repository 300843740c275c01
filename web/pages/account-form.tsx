import { useId, useState } from 'react';
import css from './sign-in.module.css';

/** What somebody signs in by. */
export interface Typed {
  readonly account: string;
  readonly password: string;
  readonly code?: string;
}

/** Fields for account and password. What was typed stays where it was refused. */
export function AccountForm({ isBusy, signIn }: { readonly isBusy: boolean; readonly signIn: (typed: Typed) => void }) {
  const [account, setAccount] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const field = useId();
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        signIn({ account: account.trim(), password, ...(code.trim() === '' ? {} : { code: code.trim() }) });
        // A code is taken once.
        setCode('');
      }}
    >
      <label htmlFor={`${field}-account`}>账户</label>
      <input
        id={`${field}-account`}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        value={account}
        onChange={(event) => setAccount(event.target.value)}
      />
      <label htmlFor={`${field}-password`}>口令</label>
      <input
        id={`${field}-password`}
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <label htmlFor={`${field}-code`}>动态口令</label>
      <input
        id={`${field}-code`}
        inputMode="numeric"
        autoComplete="one-time-code"
        value={code}
        onChange={(event) => setCode(event.target.value)}
        aria-describedby={`${field}-how`}
      />
      <button type="submit" disabled={isBusy || account.trim() === '' || password === ''}>
        登录
      </button>
      <p id={`${field}-how`} className={css.how}>
        账户由系统管理员建立（npx muhub account invite），口令由本人用收到的链接设置；登记过验证器的，填它现在显示的 6 位动态口令。
      </p>
    </form>
  );
}
