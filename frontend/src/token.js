// Django's token against forged requests, as the page or its cookie holds it.
const cookie = (name) =>
  document.cookie.split('; ').find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);

export const token = () => document.querySelector('meta[name="csrf-token"]')?.content || cookie('csrftoken');
