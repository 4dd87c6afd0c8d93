/** What kept a call from Temporal: nobody answers there, it has no such namespace, or it does not let us in. */
export type TemporalFault = 'unreachable' | 'noNamespace' | 'notLetIn';

function isNamespaceError(error: Error): boolean {
  return error.name === 'NamespaceNotFoundError' || /namespace .*(?:not found|is not found)/i.test(error.message);
}

/** What gRPC itself said, under all that was wrapped around it. */
export function innermostMessage(error: Error): string {
  return error.cause instanceof Error ? innermostMessage(error.cause) : error.message;
}

/** Null for what is not about the way to Temporal. The SDK wraps what gRPC said once or twice. */
export function temporalFaultOf(error: unknown): TemporalFault | null {
  if (!(error instanceof Error)) return null;
  if (isNamespaceError(error)) return 'noNamespace';
  if ('code' in error && typeof error.code === 'number' && 'details' in error) {
    switch (error.code) {
      case 4: // DEADLINE_EXCEEDED
      case 14: // UNAVAILABLE
        return 'unreachable';
      case 7: // PERMISSION_DENIED
      case 16: // UNAUTHENTICATED
        return 'notLetIn';
      default:
        return temporalFaultOf(error.cause);
    }
  }
  if (/Failed to connect before the deadline/.test(error.message)) return 'unreachable';
  return temporalFaultOf(error.cause);
}
