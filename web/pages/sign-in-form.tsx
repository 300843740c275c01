import { useEffect, useState } from 'react';
import type { HubError } from '../hub/hub-error.js';
import { sampleRoles, signInBy, type Credentials, type SampleRole, type Who } from '../hub/session.js';
import { AccountForm } from './account-form.js';
import { IdentityButton } from './identity-button.js';
import { SampleRoles } from './sample-roles.js';
import css from './sign-in.module.css';
import { SheetForm } from './sheet-form.js';
import { TokenForm } from './token-form.js';

/** The ways in: the sample's roles to click on where there are some, the identity provider, account and password, the code of a sheet, a token. */
export function SignInForm({ signedIn }: { readonly signedIn: (who: Who) => void }) {
  const [roles, setRoles] = useState<readonly SampleRole[]>([]);
  const [error, setError] = useState<HubError>();
  const [isBusy, setBusy] = useState(false);
  useEffect(() => void sampleRoles().then(setRoles, setError), []);
  const signIn = (by: Credentials) => {
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
      {roles.length > 0 && <SampleRoles roles={roles} isBusy={isBusy} signIn={(token) => signIn({ token })} />}
      <IdentityButton failed={setError} />
      <AccountForm isBusy={isBusy} signIn={signIn} />
      <SheetForm isBusy={isBusy} signIn={(sheet) => signIn({ sheet })} />
      <TokenForm isBusy={isBusy} signIn={(token) => signIn({ token })} />
    </>
  );
}
