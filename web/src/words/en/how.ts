export const how = {
  sealed:
    'Your browser seals everything before it leaves this device. The key is the part of the link after the # sign, which browsers never send to the server. The server keeps the sealed content until a set date, gives it out once, then erases it.',
  instead:
    'If you prefer not to trust a web page with your passwords, the command line program does the same.',
};
