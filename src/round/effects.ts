import type { Publication } from '../assessment/publications.js';
import { issue, refuseIf } from './refused.js';

/** A trial has no effect: nothing is asked of anybody by its classes (ROUND.md, Effects). @throws RoundRefused EFFECT_BEFORE_PUBLICATION */
export function mustHaveEffect(publication: Pick<Publication, 'id' | 'trial'> | undefined): void {
  const message = `第 ${publication?.id} 号公布是试评，不产生任何效果：请按正式公布的评价办理`;
  refuseIf(publication?.trial ? [issue('EFFECT_BEFORE_PUBLICATION', 'publication', message)] : []);
}
