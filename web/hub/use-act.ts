import { useCallback, useState } from 'react';
import { HubError } from './hub-error.js';
import { useSession } from './session.js';

/** Something that is done at the hub when somebody says so, and how it stands. */
export interface Act {
  readonly isBusy: boolean;
  readonly error: HubError | undefined;
  /** Does it. @returns what came of it; undefined: it failed, which `error` says */
  readonly run: <T>(work: () => Promise<T>) => Promise<T | undefined>;
}

/** What is done is done once: it is not tried again by itself, and what was typed for it stays where it is. */
export function useAct(): Act {
  const { ended } = useSession();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<HubError>();
  const run = useCallback(
    async <T>(work: () => Promise<T>): Promise<T | undefined> => {
      setBusy(true);
      setError(undefined);
      try {
        return await work();
      } catch (failure) {
        const refused = failure instanceof HubError ? failure : new HubError('INTERNAL', '页面出错，没有办成：请重试');
        if (refused.code === 'UNAUTHENTICATED') ended();
        setError(refused);
        return undefined;
      } finally {
        setBusy(false);
      }
    },
    [ended],
  );
  return { isBusy, error, run };
}
