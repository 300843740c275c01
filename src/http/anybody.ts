import { Kind, parse } from 'graphql';
import type { Viewer } from '../access/viewer.js';

/** Who asks without a token for what is public. */
export const ANYBODY: Viewer = {
  ...{ subject: 'public', role: 'public', zones: [], towns: [], department: undefined, creditCode: undefined },
  ...{ purpose: undefined, adhoc: false, introspect: false },
};

const PUBLIC_FIELDS = ['publicResults', 'publicEvaluations', '__typename'];

/** Whether a query asks for what is public and for nothing else (ROUND.md, Who does what); one that cannot be read does not. */
export function asksForPublic(text: string): boolean {
  try {
    return parse(text, { noLocation: true }).definitions.every(
      (each) =>
        each.kind === Kind.FRAGMENT_DEFINITION ||
        (each.kind === Kind.OPERATION_DEFINITION &&
          each.operation === 'query' &&
          each.selectionSet.selections.every(
            ({ kind, ...field }) => kind === Kind.FIELD && 'name' in field && PUBLIC_FIELDS.includes(field.name.value),
          )),
    );
  } catch {
    return false;
  }
}
