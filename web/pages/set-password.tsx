import { useId, useState } from 'react';
import { Link } from 'wouter';
import type { HubError } from '../hub/hub-error.js';
import { setPasswordBy, type PasswordSet, type SecondFactor } from '../hub/set-password.js';
import css from './sign-in.module.css';

/** Where the link of an invitation leads: whoever has it sets their password, once. */
export function SetPassword() {
  // What stands behind # was sent to nobody; it is used once, and is in no history of addresses afterwards.
  const [invitation] = useState(() => window.location.hash.slice(1));
  const [done, setDone] = useState<PasswordSet>();
  return (
    <main className={css.page}>
      <p className={css.brand}>亩均中枢</p>
      <h1>设置口令</h1>
      {done ? <Done {...done} /> : <PasswordForm invitation={invitation} done={setDone} />}
    </main>
  );
}

function Done({ account, secondFactor }: PasswordSet) {
  return (
    <>
      <p role="status">
        已为账户 <strong>{account}</strong> 设置口令，链接已失效。
      </p>
      {secondFactor && <Enrolment {...secondFactor} />}
      <p>
        <Link href="/sign-in">去登录</Link>
      </p>
    </>
  );
}

/** What is shown once: whoever leaves without it needs another invitation. */
function Enrolment({ secret, uri, qr }: SecondFactor) {
  return (
    <section className={css.enrolment} aria-labelledby="enrolment">
      <h2 id="enrolment">登记验证器</h2>
      <p>
        本账户须两步验证，每次登录还要填动态口令。请现在用手机验证器（如各应用商店中的 TOTP 验证器）扫码或手工录入；离开本页后不再显示。
      </p>
      <img src={`data:image/svg+xml,${encodeURIComponent(qr)}`} alt="验证器登记二维码，内容与下方地址相同" width={220} height={220} />
      <dl>
        <dt>密钥</dt>
        <dd className={css.key}>{secret.match(/.{1,4}/g)?.join(' ')}</dd>
        <dt>地址</dt>
        <dd className={css.key}>{uri}</dd>
      </dl>
    </section>
  );
}

function PasswordForm({ invitation, done }: { readonly invitation: string; readonly done: (set: PasswordSet) => void }) {
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [error, setError] = useState<HubError>();
  const [isBusy, setBusy] = useState(false);
  const field = useId();
  const differ = again !== '' && password !== again;
  const set = () => {
    setBusy(true);
    setError(undefined);
    setPasswordBy(invitation, password)
      .then((answer) => {
        window.history.replaceState(null, '', window.location.pathname);
        done(answer);
      }, setError)
      .finally(() => setBusy(false));
  };
  if (invitation === '') return <p role="alert">链接没有抄全：请从收到的消息中打开整个链接，或请系统管理员重发。</p>;
  return (
    <>
      {(error || differ) && (
        <p role="alert" className={css.wrong}>
          {differ ? '两次填写的口令不一样' : error?.message}
        </p>
      )}
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          set();
        }}
      >
        <label htmlFor={field}>新口令</label>
        <input
          id={field}
          type="password"
          autoComplete="new-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          aria-describedby={`${field}-rule`}
        />
        <label htmlFor={`${field}-again`}>再填一次</label>
        <input
          id={`${field}-again`}
          type="password"
          autoComplete="new-password"
          value={again}
          onChange={(event) => setAgain(event.target.value)}
        />
        <button type="submit" disabled={isBusy || password === '' || password !== again}>
          设置口令
        </button>
        <p id={`${field}-rule`} className={css.how}>
          至少 10 个字符，可以用一句话；不能含账户名，不能是常被猜到的口令。
        </p>
      </form>
    </>
  );
}
