import { useMemo } from 'react';
import type { Who } from '../hub/session.js';
import { moment } from '../words/moments.js';
import { roleWord } from '../words/roles.js';
import css from './frame.module.css';

/** Who looks, for which office, when, and for what: over the screen and on paper. */
export function Watermark({ who }: { readonly who: Who }) {
  const text = useMemo(() => {
    return [who.subject, who.organisation ?? roleWord(who.role), `用途：${who.purpose ?? '未写明'}`, moment(new Date())].join('　');
  }, [who]);
  const image = useMemo(() => {
    const words = text.replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`);
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="520" height="260"><text x="10" y="190" transform="rotate(-18 10 190)" font-family="sans-serif" font-size="13" fill="#7d8a86" fill-opacity="0.16">${words}</text></svg>`;
    return `url("data:image/svg+xml,${encodeURIComponent(svg)}")`;
  }, [text]);
  return (
    <>
      <div className={css.watermark} style={{ backgroundImage: image }} aria-hidden="true" />
      <footer className={css.foot}>{text}</footer>
    </>
  );
}
