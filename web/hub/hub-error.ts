/** What the hub, or the way to it, refused: in words for who looks at the page, with the hub's code. */
export class HubError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'HubError';
  }
}

/** The error that an answer of the hub carries, whatever route gave it. */
export async function errorOf(response: Response): Promise<HubError> {
  const body = (await response.json().catch(() => undefined)) as Refused | undefined;
  const [first] = body?.errors ?? [];
  if (first) return new HubError(first.extensions?.code ?? 'INTERNAL', first.message);
  return new HubError('INTERNAL', `中枢没有给出回答（HTTP ${response.status}）：请稍后重试；若持续出现，请联系系统管理员`);
}

interface Refused {
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}
