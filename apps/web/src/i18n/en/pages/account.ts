/** Signing in and passwords. */
export const account = {
  signIn: {
    title: 'Sign in',
    username: 'User name',
    password: 'Password',
    submit: 'Sign in',
    intro: 'Use the account your unit gave you.',
    show: 'Show password',
    hide: 'Hide password',
    working: 'Signing in…',
  },
  password: {
    title: 'Change password',
    current: 'Present password',
    next: 'New password (12 characters or more)',
    again: 'New password once more',
    submit: 'Change password',
    forced: 'Somebody else set this password, and it is good for one sign-in. Choose one that only you know, then go on.',
    done: 'The password was changed. Use the new one from now on.',
  },
} as const;
