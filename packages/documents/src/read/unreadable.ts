/** Why a file cannot be read; the sentence is in the language of whoever asked. */
export type UnreadableCode =
  | 'empty'
  | 'tooLarge'
  | 'binary'
  | 'encrypted'
  | 'legacyOffice'
  | 'encoding'
  | 'wrongExtension'
  | 'damaged'
  /** Unpacks to far more than a report holds, as a zip bomb does. */
  | 'inflated'
  /** Declares entities or a document type, which no office program writes. */
  | 'entities'
  /** Pages without a text layer. */
  | 'scanned'
  /** Took more time or memory than a report needs. */
  | 'exhausting'
  | 'nothingFound';

export class UnreadableDocumentError extends Error {
  override readonly name = 'UnreadableDocumentError';
  readonly code: UnreadableCode;
  constructor(code: UnreadableCode) {
    super(code);
    this.code = code;
  }
}
