import { duties, partyOf } from '@hengji/domain';

const listOf = (ofDepartment: boolean) => `'{${duties.filter((duty) => (partyOf[duty] === 'department') === ofDepartment).join()}}'::text[]`;

/** Duties that are held in a unit for its own cases, and those that reach the cases of every unit of the county; as arrays for SQL. */
export const dutiesOfUnit = listOf(true);
export const dutiesOfCounty = listOf(false);

/** Posts `p` with their holdings `h`. A closed account acts for nobody: counted, it would hide that nobody can. */
export const heldPosts = 'post p JOIN post_holding h ON h.post_id = p.id JOIN person holder ON holder.id = h.person_id AND holder.deactivated_at IS NULL';

/** Of a holding `h`: whether it is in force on a civil date. */
export const inForce = (on: string) => `h.valid_from <= ${on} AND (h.valid_until IS NULL OR h.valid_until >= ${on})`;

/** Of a post `p`: whether its duty is one towards a case of this unit. */
export const isTowards = ({ county, unit }: { readonly county: string; readonly unit: string }) =>
  `((p.unit_id = ${unit} AND p.duty = ANY (${dutiesOfUnit})) OR (p.county_id = ${county} AND p.duty = ANY (${dutiesOfCounty})))`;
