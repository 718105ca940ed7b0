/** Signs and ISO 4217 codes that stand before or after an amount, as a regular expression that both JavaScript and RE2 take. */
export const unitPattern =
  "(?:US\\$|A\\$|C\\$|R\\$|HK\\$|NT\\$|[€$£¥₹₩₽₺₴₦₱฿₫₪元円원%‰]|AED|AUD|BGN|BRL|CAD|CHF|CLP|CNY|COP|CZK|DKK|EUR|GBP|HKD|HUF|IDR|ILS|INR|ISK|JPY|KRW|MXN|MYR|NOK|NZD|PHP|PLN|RMB|RON|RUB|SAR|SEK|SGD|THB|TRY|TWD|UAH|USD|VND|ZAR|kr\\.?|Kč|zł|Ft|Fr\\.|лв\\.?|руб\\.?)";
