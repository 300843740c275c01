import { useMemo } from 'react';
import { useSearchParams } from 'wouter';
import type { Sorting } from './column.js';

/** What of a list is kept in the address: people send it to each other. */
export interface InAddress {
  readonly get: (name: string) => string;
  readonly set: (name: string, value: string) => void;
  readonly sorting: Sorting | undefined;
  readonly setSorting: (sorting: Sorting | undefined) => void;
}

export function useKeptInAddress(): InAddress {
  const [address, setAddress] = useSearchParams();
  const set = (name: string, value: string) =>
    setAddress(
      (before) => {
        const after = new URLSearchParams(before);
        if (value === '') after.delete(name);
        else after.set(name, value);
        return after;
      },
      { replace: true },
    );
  const sort = address.get('sort') ?? '';
  // The same for as long as the address is: rows are sorted anew by another.
  const sorting = useMemo(() => (sort === '' ? undefined : { id: sort.replace(/^-/, ''), desc: sort.startsWith('-') }), [sort]);
  return {
    get: (name) => address.get(name) ?? '',
    set,
    sorting,
    setSorting: (by) => set('sort', by ? `${by.desc ? '-' : ''}${by.id}` : ''),
  };
}
