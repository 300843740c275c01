import type { ReactNode } from 'react';
import { UnderScheme } from '../frame/under-scheme.js';
import { LandLinks } from './land-links.js';

/** A page on land, under a scheme and a year, with the links to the others. */
export function LandPage({
  name,
  children,
}: {
  readonly name: string;
  readonly children: (under: { readonly scheme: string; readonly year: number }) => ReactNode;
}) {
  return (
    <UnderScheme name={name}>
      {({ scheme, year }) => (
        <>
          <LandLinks />
          {children({ scheme: scheme.id, year })}
        </>
      )}
    </UnderScheme>
  );
}
