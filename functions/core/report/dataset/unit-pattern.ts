/** Currency signs and ISO 4217 codes before or after an amount, as a regular expression for both JavaScript and RE2. */
export const unitPattern =
  "(?:US\\$|A\\$|C\\$|R\\$|HK\\$|NT\\$|[€$£¥₹₩₽₺₴₦₱฿₫₪元円원%‰]|AED|AUD|BGN|BRL|CAD|CHF|CLP|CNY|COP|CZK|DKK|EUR|GBP|HKD|HUF|IDR|ILS|INR|ISK|JPY|KRW|MXN|MYR|NOK|NZD|PHP|PLN|RMB|RON|RUB|SAR|SEK|SGD|THB|TRY|TWD|UAH|USD|VND|ZAR|kr\\.?|Kč|zł|Ft|Fr\\.|лв\\.?|руб\\.?)";
