import type { zh } from './zh/index.js';

type Wide<Tree> = Tree extends string ? string : { readonly [Key in keyof Tree]: Wide<Tree[Key]> };

/** The shape every catalogue has. */
export type Messages = Wide<typeof zh>;

type Path<Tree> = { [Key in keyof Tree & string]: Tree[Key] extends string ? Key : `${Key}.${Path<Tree[Key]>}` }[keyof Tree & string];

/** Every message's key; a key that is not in the catalogue does not compile. */
export type MessageKey = Path<typeof zh>;
