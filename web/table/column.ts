import type { ReactNode } from 'react';

/** A column of a long table. */
export interface Column<T> {
  readonly id: string;
  readonly title: string;
  /** In pixels. */
  readonly width: number;
  /** What rows are put in order by; undefined: missing. */
  readonly valueOf: (row: T) => string | number | undefined;
  /** Of two texts; by their characters unless given. */
  readonly compare?: (a: string, b: string) => number;
  /** The value unless given. */
  readonly cell?: (row: T) => ReactNode;
  readonly isNumber?: boolean;
  /** Names its row, and is always shown. */
  readonly isHead?: boolean;
  /** Most first, when it is asked for. */
  readonly isMostFirst?: boolean;
}

/** The column that rows are in the order of, and which way. */
export interface Sorting {
  readonly id: string;
  readonly desc: boolean;
}
