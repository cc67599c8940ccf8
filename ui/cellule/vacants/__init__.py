"""Les logements vacants, et qui de l'ordre du jour ils pourraient loger."""
