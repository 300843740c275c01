import { useId, useState } from 'react';
import css from './sign-in.module.css';

/** A field for the code of a sheet: who was sent one on paper is let in as its enterprise. */
export function SheetForm({ isBusy, signIn }: { readonly isBusy: boolean; readonly signIn: (code: string) => void }) {
  const [code, setCode] = useState('');
  const field = useId();
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        signIn(code.trim());
      }}
    >
      <label htmlFor={field}>一企一单核对码</label>
      <input
        id={field}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        value={code}
        onChange={(event) => setCode(event.target.value)}
        aria-describedby={`${field}-how`}
      />
      <button type="submit" disabled={isBusy || code.trim() === ''}>
        凭核对码登录
      </button>
      <p id={`${field}-how`} className={css.how}>
        印在本企业一企一单上（如 385-7QK4-M2XD-9TBH），在本轮异议处理结束前有效；连错 5 次即锁定，须向评价机构另领一份。
      </p>
    </form>
  );
}
