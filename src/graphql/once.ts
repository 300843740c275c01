/** What a key stands for, worked out once however often it is asked. */
export function once<K, T>(done: Map<K, Promise<T>>, key: K, work: () => Promise<T>): Promise<T> {
  const found = done.get(key) ?? work();
  done.set(key, found);
  return found;
}
