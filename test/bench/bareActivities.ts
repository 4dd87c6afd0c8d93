export const bareActivities = { nothing: () => Promise.resolve() };
