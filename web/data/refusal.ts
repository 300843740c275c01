import { HubError } from '../hub/hub-error.js';

interface Refused {
  readonly __typename: 'RefusedInput';
  readonly message: string;
  readonly issues: readonly { readonly column?: string | null; readonly message: string }[];
}

/** What a mutation did. @throws HubError in the hub's words, where it did nothing */
export function done<T extends { readonly __typename: string }>(outcome: T | Refused | null | undefined): T {
  if (outcome && outcome.__typename !== 'RefusedInput') return outcome as T;
  if (!outcome) throw new HubError('INTERNAL', '中枢没有说明结果，请重新读取后核对');
  const { message, issues } = outcome as Refused;
  throw new HubError('BAD_USER_INPUT', [message, ...issues.map((each) => each.message)].join('\n'));
}
