import { GraphQLError, Lexer, Source, TokenKind } from 'graphql';
import type { Limits } from '../../config/limits.js';
import { hold } from './exceeded.js';

/** No document of a depth that is allowed nests its brackets as far; parsers recurse, and would run out of stack. */
const MOST_BRACKETS = 200;
/** How far beyond the limit tokens are counted; whoever sends more need not know how many, and others wait. */
const COUNTED = 2.5;

/**
 * Holds a document's text to its limits before anybody parses it.
 * @throws LimitExceeded
 */
export function checkText(text: string, limits: Limits): void {
  const most = Math.ceil(limits.documentTokens * COUNTED);
  const { tokens, nesting } = lexed(text, most);
  hold(limits, 'documentTokens', tokens, { isAtLeast: tokens === most });
  if (nesting > MOST_BRACKETS) hold(limits, 'depth', nesting);
}

/** As far as the text can be read, and no more tokens than `most`; what is wrong with the rest, the parser says. */
function lexed(text: string, most: number): { tokens: number; nesting: number } {
  const lexer = new Lexer(new Source(text));
  let [tokens, open, nesting] = [0, 0, 0];
  try {
    for (let token = lexer.advance(); token.kind !== TokenKind.EOF && tokens < most; token = lexer.advance()) {
      tokens += 1;
      if (OPENING.has(token.kind)) nesting = Math.max(nesting, ++open);
      if (CLOSING.has(token.kind)) open -= 1;
    }
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
  }
  return { tokens, nesting };
}

const OPENING: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const CLOSING: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);
