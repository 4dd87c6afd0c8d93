/** Hands content to the browser as a file of that name. */
export function download(name: string, content: string | ArrayBuffer, mediaType: string): void {
  const url = URL.createObjectURL(new Blob([content], { type: mediaType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has begun; the content is let go once the browser has taken it.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
