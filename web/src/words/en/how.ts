export const how = {
  sealed:
    'Your browser seals everything before it leaves this device. The key is the part of the link after the # sign, which browsers never send to a server. The server holds sealed bytes with an end date, gives them out once, and erases them.',
  instead:
    'If you would rather not trust a page with it: the command line program does the same, without this page.',
};
