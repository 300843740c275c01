import { Refusal } from '../../access/refusal.js';
import type { Viewer } from '../../access/viewer.js';
import type { StoredConsent } from '../../grants/consents.js';
import type { Resolvers, ResolversTypes } from '../__generated__/resolvers.js';
import { refusedInput } from './refused-input.js';

const MOST_CHARACTERS = 200;

/** schema/consent.graphql */
export const consentResolvers: Resolvers = {
  Mutation: {
    giveConsent: async (_, { creditCode, year, purpose, until }, { viewer, hub, today }) => {
      const flaws = [
        ...(purpose.trim() === '' || purpose.length > MOST_CHARACTERS ? [`purpose：请写明用途，${MOST_CHARACTERS} 字以内`] : []),
        ...(until < today ? [`until：截止日 ${until} 已过`] : []),
      ];
      if (flaws.length > 0) return refusedInput('未办理', flaws);
      return outcome(
        await hub.consents.give(viewer.subject, { creditCode: own(viewer, creditCode), year, purpose: purpose.trim(), until }),
      );
    },
    withdrawConsent: async (_, { id }, { viewer, hub }) => {
      const found = /^[1-9]\d{0,14}$/.test(id) ? await hub.consents.withdraw(viewer.subject, own(viewer), Number(id)) : undefined;
      return found ? outcome(found) : refusedInput(`本企业没有在录的第 ${JSON.stringify(id)} 号同意`);
    },
  },
  Enterprise: {
    consents: async ({ creditCode }, _, { hub }) => [...(await hub.consents.of(creditCode))],
  },
  Consent: {
    enterprise: async ({ creditCode }, _, context) => context.enterpriseOf({ creditCode }, context.currentVersion),
  },
};

/** The enterprise that consents: the token's own, and no other. @throws Refusal FORBIDDEN */
function own({ creditCode }: Viewer, asked = creditCode): string {
  if (creditCode !== undefined && asked === creditCode) return creditCode;
  throw new Refusal('FORBIDDEN', '同意只能由企业本人给出和撤回；请使用该企业的令牌（角色 enterprise）');
}

type Outcome = Awaited<ResolversTypes['ConsentOutcome']>;

function outcome(consent: StoredConsent): Outcome {
  return { __typename: 'Consent' as const, ...consent };
}
