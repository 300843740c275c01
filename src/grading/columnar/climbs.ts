/** How often doubles left a decision in doubt, so that it was made exactly. */
export interface Climbs {
  count: number;
}
