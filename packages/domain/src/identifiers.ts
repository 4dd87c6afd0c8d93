/** Opaque ids. They are aliases and not brands: every one is parsed at the edge and then only compared. */
export type PersonId = string;
export type UnitId = string;
export type EvaluationId = string;
export type FindingId = string;
export type CampaignId = string;
export type CircularId = string;
export type BlobId = string;
/** A file shown beside a section or a finding. */
export type EvidenceId = string;
/** Row id of a text that a person wrote with a command (`command_input`); texts never travel in messages. */
export type InputId = string;
/** Keys of a template; stable across its versions. */
export type SectionKey = string;
export type FieldKey = string;
export type IndicatorKey = string;
export type SlotKey = string;
/** A moment in UTC as `Date.prototype.toISOString` writes it; such strings order as time does. */
export type Instant = string;
/** SHA-256 in lower-case hexadecimal. */
export type Sha256 = string;
