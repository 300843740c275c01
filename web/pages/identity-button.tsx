import { useEffect, useState } from 'react';
import { goToIdentityProvider, hasIdentityProvider } from '../hub/identity.js';
import type { HubError } from '../hub/hub-error.js';
import css from './sign-in.module.css';

/** To the county's identity provider, where there is one. */
export function IdentityButton({ failed }: { readonly failed: (error: HubError) => void }) {
  const [isThere, setThere] = useState(false);
  const [isBusy, setBusy] = useState(false);
  useEffect(() => void hasIdentityProvider().then(setThere, failed), [failed]);
  if (!isThere) return null;
  return (
    <p className={css.identity}>
      <button
        type="button"
        disabled={isBusy}
        onClick={() => {
          setBusy(true);
          goToIdentityProvider()
            .catch(failed)
            .finally(() => setBusy(false));
        }}
      >
        用统一身份认证登录
      </button>
    </p>
  );
}
