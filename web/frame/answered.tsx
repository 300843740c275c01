import type { ReactNode } from 'react';
import type { Asked } from '../hub/use-answer.js';
import { Failed } from './failed.js';
import { Waiting } from './waiting.js';

/** Shows an answer when it is here; until then that it is waited for, or why it does not come. */
export function Answered<T>({ asked, children }: { readonly asked: Asked<T>; readonly children: (answer: T) => ReactNode }) {
  if (asked.answer !== undefined) return <>{children(asked.answer)}</>;
  if (asked.error) return <Failed error={asked.error} retry={asked.retry} />;
  return <Waiting />;
}
