import { useMemo } from 'react';
import { useSearchParams } from 'wouter';

/** What is changed of a scheme, kept in the address: `amend=<path>:<value>`, once for each. */
export interface Amendments {
  readonly all: ReadonlyMap<string, string>;
  /** Sets a number; as the scheme has it, it is no amendment. */
  readonly set: (path: string, value: string, before: string) => void;
  readonly clear: () => void;
}

export function useAmendments(): Amendments {
  const [address, setAddress] = useSearchParams();
  const text = address.getAll('amend').join('\n');
  const all = useMemo(
    () =>
      new Map(
        text
          .split('\n')
          .filter(Boolean)
          .map((each) => [each.slice(0, each.lastIndexOf(':')), each.slice(each.lastIndexOf(':') + 1)] as const),
      ),
    [text],
  );
  const write = (change: (amendments: Map<string, string>) => void) =>
    setAddress(
      (before) => {
        const after = new URLSearchParams(before);
        const amendments = new Map(all);
        change(amendments);
        after.delete('amend');
        for (const [path, value] of amendments) after.append('amend', `${path}:${value}`);
        return after;
      },
      { replace: true },
    );
  return {
    all,
    set: (path, value, before) => write((amendments) => void (value === before ? amendments.delete(path) : amendments.set(path, value))),
    clear: () => write((amendments) => amendments.clear()),
  };
}
