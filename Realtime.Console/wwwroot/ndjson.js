// Reads lines of JSON from an answer while they arrive.

/** Yields each line of a body as text. @param counted called with the number of bytes read so far. */
export async function* lines(body, counted) {
  const reader = body.getReader(), decoder = new TextDecoder();
  let text = '', bytes = 0;
  while (true) {
    const { done, value } = await reader.read();
    text += done ? decoder.decode() : decoder.decode(value, { stream: true });
    if (value) counted?.(bytes += value.length);
    const parts = text.split('\n');
    text = parts.pop();
    for (const part of parts) if (part) yield part;
    if (done) {
      if (text) yield text;
      return;
    }
  }
}

/** What a refusal of the API says; what it sends is text, and is shown as text. */
export async function refusalOf(answer) {
  try {
    const problem = await answer.json();
    return problem.detail ?? problem.title ?? `The API answered ${answer.status}.`;
  } catch {
    return `The API answered ${answer.status}.`;
  }
}
