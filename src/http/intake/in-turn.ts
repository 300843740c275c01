/**
 * Does one piece of work after the other, in the order in which they came: those that wait hold no memory and no connection.
 * @returns does a piece of work when its turn comes
 */
export function inTurn(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
}
