/** The app's page as the server has it now; the names of its scripts change with every release. */
export async function servedPage(): Promise<string> {
  const response = await fetch('/', { cache: 'no-cache', credentials: 'same-origin' });
  if (!response.ok) throw new Error(`the page answered ${response.status}`);
  return response.text();
}
