/** Signing in and passwords. */
export const account = {
  signIn: {
    title: '登录',
    username: '用户名',
    password: '密码',
    submit: '登录',
    intro: '请用单位分配的账号登录。',
    show: '显示密码',
    hide: '隐藏密码',
    working: '正在登录…',
  },
  password: {
    title: '修改密码',
    current: '现在的密码',
    next: '新密码（至少 12 位）',
    again: '再输一次新密码',
    submit: '修改密码',
    forced: '现在的密码是别人设置的，只能用一次。请改成只有自己知道的密码，再继续使用。',
    done: '密码已修改。下次登录请用新密码。',
  },
} as const;
