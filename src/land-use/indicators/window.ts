import { earlierDay } from '../days.js';
import { placesOf, type Places } from '../places.js';
import { reckonOn, type LandBasis, type Reckoning } from '../reckoning.js';

/** What the indicators of a year are worked out of. */
export interface Window {
  readonly year: number;
  /** The day asked about, whose targets hold. */
  readonly on: string;
  /** The day it is seen from: the last of the year, or the day asked about if that is earlier. */
  readonly seenFrom: string;
  readonly basis: LandBasis;
  readonly places: Places;
  readonly now: Reckoning;
  /** As of 31 December of the year before. */
  readonly before: Reckoning;
}

/** @throws LandNumberMissing where a number of the rules has no value on one of the two days */
export function windowOf(basis: LandBasis, year: number, on: string): Window {
  const seenFrom = earlierDay(`${year}-12-31`, on);
  const places = placesOf(basis.register);
  const before = earlierDay(`${year - 1}-12-31`, on);
  return { year, on, seenFrom, basis, places, now: reckonOn(basis, seenFrom), before: reckonOn(basis, before) };
}
