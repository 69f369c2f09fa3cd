export const recipes: Record<string, (folder: string) => Promise<void>> = {};
