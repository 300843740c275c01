import { useEffect, useState } from 'react';
import css from './frame.module.css';

/** Nothing for a moment, then that it is being read: what comes at once needs no word. */
export function Waiting() {
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), 300);
    return () => clearTimeout(timer);
  }, []);
  return isLong ? (
    <p role="status" className={css.waiting}>
      正在读取…
    </p>
  ) : null;
}
